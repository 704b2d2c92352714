"""Facts about protecting the people in a study."""
