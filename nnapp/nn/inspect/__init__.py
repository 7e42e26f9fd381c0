"""Looking inside a network: what is only ever shown, and never needed to train or to recognise."""
