"""The preview: pages that follow the files while somebody writes them."""
