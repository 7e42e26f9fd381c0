"""How good the network is, where it fails, and how sure it is: the Evaluation page and its parts."""
