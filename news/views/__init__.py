"""The public pages of news: no session, no cookie, and no write on GET."""
