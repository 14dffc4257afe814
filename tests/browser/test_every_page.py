"""Every page of the menu, opened cold in both languages on a phone, a desk and a meeting room's screen."""

import pytest

from dashboard.ui.frame import UNLISTED
from tests import test_docs

# The others need a subject or a screen of their own and have tests of their own.
PAGES = [address for path, address, _, _ in test_docs.PAGES if not path.startswith(UNLISTED)]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", PAGES)
def test_a_page_draws_its_figures_asks_no_other_host_and_fits_every_screen_in_both_languages(tab, address):
    main = tab.page.locator('[data-testid="stMain"]')
    for language in ("zh", "en"):
        # Opened once, on a phone: what is drawn anew on the wider screens is the same page.
        tab.page.set_viewport_size({"width": 390, "height": 844})
        tab.open(f"{address}?lang={language}")
        assert tab.exceptions == []
        assert "2024-12-31" in tab.text
        for width in (390, 1366, 1920):
            tab.page.set_viewport_size({"width": width, "height": 844})
            tab.page.wait_for_timeout(150)
            assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 1, (language, width)
    assert tab.is_drawn and tab.complaints == []
    assert tab.foreign == []
