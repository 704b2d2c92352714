"""Drive the real window as a person would."""
