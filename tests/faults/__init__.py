"""Kill, fill, cut, corrupt and race the program, and see that nothing saved is lost."""
