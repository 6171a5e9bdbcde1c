"""The door for the network: people and machines ask over HTTP, and get the same answers as everywhere."""
