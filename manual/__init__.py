"""What makes the guide in resources/guide: its generated parts, its pictures, its site. Not part of the package."""
