"""The money rails: one small interface and a registry line for each way to pay."""
