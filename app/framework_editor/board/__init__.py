"""Sort the labels of open coding into groups that become themes."""
