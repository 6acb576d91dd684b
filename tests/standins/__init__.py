"""Stand-ins for outside services: real servers on loopback that know the rules our calls must keep."""
