"""Chats as people read them: a world to talk in, and scripts that are replayed in it."""
