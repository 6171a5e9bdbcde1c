"""Lists that come as FollowTheMoney entities."""
