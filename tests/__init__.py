"""Test Chartwell: facts about its behaviour, on real files and real widgets."""
