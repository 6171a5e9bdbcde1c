"""What a client may send: parameters and bodies, checked before anything is looked up."""
