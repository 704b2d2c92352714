"""Integrate: bring delivery data and accounts together, site by site."""
