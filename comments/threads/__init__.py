"""The thread below a clip: pages of roots, each with the first rows of its branch; branches on pages of their own.

`orders` says which root comes first and where a page goes on, `drawing` makes a flat list draw a tree, `pages` and
`branches` fetch it in a fixed number of queries, however long the thread is, and `places` knows where a comment stands.
"""

from comments.threads.branches import Branch, branch_page
from comments.threads.drawing import Rest, Row, Thread
from comments.threads.orders import DEFAULT, ORDERS, Order, default_of, order_of, orders_of
from comments.threads.pages import FIRST_ROWS, LAST, PAGE, branch, is_number, root_of, row_of, thread_about, thread_page
from comments.threads.places import branch_of, place_of, stands_on

__all__ = [
    "DEFAULT",
    "FIRST_ROWS",
    "LAST",
    "ORDERS",
    "PAGE",
    "Branch",
    "Order",
    "Rest",
    "Row",
    "Thread",
    "branch",
    "branch_of",
    "branch_page",
    "default_of",
    "is_number",
    "order_of",
    "orders_of",
    "place_of",
    "root_of",
    "row_of",
    "stands_on",
    "thread_about",
    "thread_page",
]
