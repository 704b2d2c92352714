"""Chart: write the summaries of cases × themes with their evidence beside them."""
