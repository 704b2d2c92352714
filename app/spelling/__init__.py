"""Know how English words are spelled, from a Hunspell dictionary."""
