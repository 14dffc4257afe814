"""The served application: everything here imports without Streamlit, except ui."""
