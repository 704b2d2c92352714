"""Draw pictures of delivery data from a few plain shapes, in black and grey so that they print."""
