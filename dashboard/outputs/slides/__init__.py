"""PowerPoint: a shown deck with native charts, tables and maps, in the bureau's own template.

try:
    content = slides.write(shown, template=theirs)
except slides.TemplateError as error:
    content = slides.write(shown)      # in ours; error.told says what is wrong with theirs
"""

from dashboard.outputs.slides.template import TemplateError
from dashboard.outputs.slides.writing import write

__all__ = ["TemplateError", "write"]
