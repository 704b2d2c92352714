"""Offer the verbs with which a study is changed, in the analyst's words."""
