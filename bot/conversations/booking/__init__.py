"""The booking conversation: which consultation, who, when, health, review and payment."""
