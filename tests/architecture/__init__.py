"""Hold the program to the rules of its architecture."""
