"""Learns an auction of one item by gradient descent, and writes it as arrays: auction.npz.

The auction is a table: a softmax says who gets the item, and each bidder pays a share of what it is worth to her. Descent maximises
revenue less a growing price of regret, what a bidder can gain by lying, as learners of auctions do (Duetting et al., Optimal auctions
through deep learning, 2019). All of it is in floats, so the regret that it prints is an estimate; `tvmd check auction.json` has the true
one, exactly, with the types and the lie that attain it.

    python3 learn.py && tvmd check auction.json
"""

import pathlib

import numpy as np

VALUES = np.arange(1, 6) / 5  # of both bidders, as in auction.json
TYPES = len(VALUES)
SHAPE = (TYPES, TYPES)
OWN = np.stack(np.meshgrid(VALUES, VALUES, indexing="ij"))  # by bidder and profile


def auction(parameters):
    """Who gets the item with which probability, and who pays what: by bidder and profile, after any axes of the parameters."""
    parts = parameters.reshape(parameters.shape[:-1] + (5,) + SHAPE)
    scores, shares = parts[..., :3, :, :], 1 / (1 + np.exp(-parts[..., 3:, :, :]))
    chances = np.exp(scores - scores.max(axis=-3, keepdims=True))
    x = (chances / chances.sum(axis=-3, keepdims=True))[..., :2, :, :]  # the third chance is that nobody gets it
    return x, shares * OWN * x


def regrets(x, p):
    """What the best lie gains, by bidder and the other's type and hers, one after another."""
    found = []
    for bidder, axis in ((0, -2), (1, -1)):
        own, pay = np.moveaxis(x[..., bidder, :, :], axis, -1), np.moveaxis(p[..., bidder, :, :], axis, -1)
        utility = VALUES[:, None] * own[..., None, :] - pay[..., None, :]  # by other, type and report
        gain = utility.max(axis=-1) - np.diagonal(utility, axis1=-2, axis2=-1)
        found.append(gain.reshape(gain.shape[:-2] + (-1,)))
    return np.concatenate(found, axis=-1)


def learn(steps=4000, rate=0.02, width=1e-5):
    random = np.random.default_rng(1)
    parameters = random.normal(0, 0.1, 5 * TYPES * TYPES)
    nudges = np.vstack([np.zeros(len(parameters)), width * np.eye(len(parameters))])
    price, mean, square = 2.0, 0.0, 0.0
    for step in range(1, steps + 1):
        x, p = auction(parameters + nudges)
        regret = regrets(x, p).sum(axis=-1) / TYPES
        losses = -p.sum(axis=-3).mean(axis=(-2, -1)) + price * regret + 20 * regret**2
        slope = (losses[1:] - losses[0]) / width
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        parameters = parameters - rate * mean / (np.sqrt(square) + 1e-8)
        price += 0.005 * step**0.5 * regret[0]
    return auction(parameters)


def main():
    x, p = learn()
    # Rounded down to multiples of 2^-30: then no two chances of one item add up to more than 1, whatever floats did.
    x, p = (np.floor(numbers * 2.0**30) / 2.0**30 for numbers in (x, p))
    np.savez(pathlib.Path(__file__).with_name("auction.npz"), x=x[..., None], p=p)
    print(f"revenue, as floats see it: {p.sum(axis=0).mean():.6f}")
    print(f"regret, as floats see it: {regrets(x, p).max():.6f}")


if __name__ == "__main__":
    main()
