"""Exact checks of auctions: incentives with their witnesses, optima with certificates, and what survives a wrong prior.

Every number is a `fractions.Fraction`, and nothing is decided by a float.

>>> import tvmd
>>> shop = tvmd.Instance('''{ "tvmd": 1, "prior": "uniform",
...     "setting": { "name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
...         { "name": "Buyer", "valuation": "additive", "types": [
...             { "name": "Low", "values": { "Tea": "1" } }, { "name": "High", "values": { "Tea": "2" } } ] } ] },
...     "mechanisms": { "Bid": { "outcomes": [
...         { "when": ["High"], "gets": { "Buyer": ["Tea"] }, "pays": { "Buyer": "2" } },
...         { "when": ["Low"], "gets": { "Buyer": ["Tea"] }, "pays": { "Buyer": "1" } },
...         { "when": ["_"], "gets": {} } ] } } }''')
>>> found = shop["Bid"].check()
>>> found.dsic.holds, found.dsic.regret
(False, Fraction(1, 1))
>>> found.dsic.witness.type, found.dsic.witness.misreport
('High', 'Low')
>>> best = shop.optimum()
>>> best.certificate.verify().value
Fraction(1, 1)
"""

from os import PathLike
from typing import Optional, Union

from . import arguments
from ._tvmd import Sheet
from .answers import Certificate, Check, Consequence, Proved, Verdict, Witness
from .comparison import Compared, Comparison, Simple
from .distance import Distance, ProductDistance
from .errors import (
    ArgumentError,
    CertificateError,
    InstanceError,
    Mistake,
    NoOptimumError,
    OverBudgetError,
    TimeIsUpError,
    TvmdError,
)
from .instance import Instance
from .learned import Bidder, Learned, learn
from .mechanism import Mechanism
from .optimum import ForTheMarginals, Guarantee, Optimum
from .robustness import Lie, ProductRobustness, Robustness
from .sweep import Sweep, Swept

__all__ = [
    "ArgumentError", "Bidder", "Certificate", "CertificateError", "Check", "Compared", "Comparison", "Consequence", "Distance",
    "ForTheMarginals", "Guarantee", "Instance", "InstanceError", "Learned", "Lie", "Mechanism", "Mistake", "NoOptimumError", "Optimum",
    "OverBudgetError", "ProductDistance", "ProductRobustness", "Proved", "Robustness", "Sheet", "Simple", "Sweep", "Swept", "TimeIsUpError",
    "TvmdError", "Verdict", "Witness", "learn", "verify",
]


def verify(file: Union[str, PathLike[str]], *, of: Optional[Instance] = None, budget: int = 1) -> Proved:
    """What the certificate in a file proves, by a checker that shares no code with what wrote it.

    Raises `CertificateError` if that is nothing, or, where an instance is given, if it is about another setting or prior.
    """
    path = arguments.path("file", file)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CertificateError(f"{path}: can't be read: it isn't a text in UTF-8") from None
    except (OSError, ValueError) as error:
        raise CertificateError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from error
    return Certificate(text).verify(of=of, budget=budget)
