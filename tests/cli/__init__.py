"""Drive the command line as scripts do."""
