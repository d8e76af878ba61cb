"""A fictional year of Intégracode in Grand Est: every person and organisation in it is invented."""
