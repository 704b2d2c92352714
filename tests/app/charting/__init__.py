"""Hold the chart to its facts."""
