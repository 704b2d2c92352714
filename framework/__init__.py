"""Hold what a framework analysis is: the study, its record, its rules and its questions."""
