"""Make, name and describe the cases of a study."""
