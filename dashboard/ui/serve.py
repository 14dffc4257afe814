"""`python -m dashboard.ui.serve [streamlit options]`: serve the dashboard.

`streamlit run app.py` works too, but tells the first visitor after a start who opens a deep link "Page not found"
before it shows the page: until `st.navigation` has run once, Streamlit takes our pages/ folder for its own convention.
"""

import sys

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from dashboard.catalog import ROOT

if __name__ == "__main__":
    PagesManager.uses_pages_directory = False
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *sys.argv[1:]]
    cli.main()
