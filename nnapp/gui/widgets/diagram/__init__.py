"""The network diagram: layout, painting, legend, and the widget itself."""
