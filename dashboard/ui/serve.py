"""`python -m dashboard.ui.serve [streamlit options]`: serve the dashboard.

`streamlit run app.py` works too, with two differences. It tells the first visitor after a start who opens a deep
link "Page not found" before it shows the page: until `st.navigation` has run once, Streamlit takes our pages/ folder
for its own convention. And it asks an outside host for the machine's own address, to print it.
"""

import sys

from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from dashboard.catalog import ROOT

if __name__ == "__main__":
    PagesManager.uses_pages_directory = False
    net_util.get_external_ip = lambda: None
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *sys.argv[1:]]
    cli.main()
