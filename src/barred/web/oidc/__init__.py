"""Sign in by the word of a provider: OpenID Connect, the authorization code flow with PKCE."""
