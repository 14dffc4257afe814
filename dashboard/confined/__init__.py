"""What runs in the process of an analyst's statement, and nothing heavier: it starts anew for each."""
