"""Which offers fit a demand and why: terms of Chinese technical text, an index built on publishing, recorded pushes."""
