"""Do from the command line what can be done with a study without the window."""
