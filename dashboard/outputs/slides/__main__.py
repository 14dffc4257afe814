"""`python -m dashboard.outputs.slides`: make our template anew, after its colours or layouts changed."""

from dashboard.outputs.slides import template

if __name__ == "__main__":
    template.OURS.write_bytes(template.build())
    print(template.OURS)
