"""The directory as FollowTheMoney entities."""
