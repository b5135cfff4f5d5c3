-- The first schema. Released: never edited again, what changes comes as a further file.
--
-- Instants are microseconds since 1970 in UTC, ids the 16 bytes of a UUID, amounts whole minor units.
-- No customer's name, e-mail address or comment has a place here.

-- An organization that was connected. Everything else hangs on its small key. References are followed where one is removed;
-- tests check that they hold.
CREATE TABLE organizations (
    key INTEGER PRIMARY KEY,
    -- 16 bytes; 15 are those of one that was removed and whose rows are still being deleted.
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    environment TEXT NOT NULL,
    status TEXT NOT NULL,
    can_take_payments INTEGER NOT NULL,
    can_be_paid_out INTEGER NOT NULL,
    -- Where its token may be sent.
    origin TEXT NOT NULL,
    connected_at INTEGER NOT NULL,
    last_success INTEGER,
    -- Counts of its rows, kept with them: counting a million rows takes longer than a summary may.
    orders INTEGER NOT NULL DEFAULT 0,
    subscriptions INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Polar's codes (statuses, reasons, intervals, currencies), each written once. Rows hold the key.
CREATE TABLE codes (
    key INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE
) STRICT;

-- What is sold. A row without an id is an order's own description, for orders that name no product.
CREATE TABLE products (
    key INTEGER PRIMARY KEY,
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id BLOB,
    name TEXT
) STRICT;
CREATE UNIQUE INDEX products_by_id ON products (organization, id) WHERE id IS NOT NULL;
CREATE UNIQUE INDEX products_by_description ON products (organization, name) WHERE id IS NULL;

CREATE TABLE orders (
    key INTEGER PRIMARY KEY,
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    -- When this ledger first saw it, by the clock of the process that did.
    first_seen_at INTEGER NOT NULL,
    -- What figures make of the status: 0 open (it can still change by itself), 1 paid-like, 2 anything else.
    standing INTEGER NOT NULL CHECK (standing IN (0, 1, 2)),
    -- Whether it is paid-like and renewed a subscription; and if so, when the order before it did that for the same
    -- subscription, where that is less than 50 hours ago: a day counts a subscription that renewed twice once.
    renews INTEGER NOT NULL CHECK (renews IN (0, 1)),
    renewed_before INTEGER,
    status INTEGER NOT NULL REFERENCES codes,
    billing_reason INTEGER NOT NULL REFERENCES codes,
    currency INTEGER NOT NULL REFERENCES codes,
    subtotal INTEGER NOT NULL,
    discount INTEGER NOT NULL,
    net INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    total INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    refunded_tax INTEGER NOT NULL,
    -- Polar's fee in its own currency; both null until it is settled.
    fee INTEGER,
    fee_currency INTEGER REFERENCES codes,
    next_payment_attempt_at INTEGER,
    -- A products.key. No foreign key: to remove a product would search every order for it.
    product INTEGER,
    -- A subscription's id, whose own row may come later or never.
    subscription BLOB,
    customer BLOB,
    invoice_number TEXT
) STRICT;
CREATE UNIQUE INDEX orders_by_id ON orders (organization, id);
CREATE INDEX orders_by_time ON orders (organization, created_at DESC);
CREATE INDEX orders_by_subscription ON orders (organization, subscription, created_at)
    WHERE subscription IS NOT NULL;
CREATE INDEX orders_renewing_again ON orders (organization, created_at, renewed_before)
    WHERE renewed_before IS NOT NULL;
CREATE INDEX orders_open ON orders (organization, created_at) WHERE standing = 0;
CREATE INDEX orders_unsettled ON orders (organization, created_at)
    WHERE standing = 1 AND fee IS NULL AND net > 0;

CREATE TABLE subscriptions (
    key INTEGER PRIMARY KEY,
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id BLOB NOT NULL,
    first_seen_at INTEGER NOT NULL,
    status INTEGER NOT NULL REFERENCES codes,
    amount INTEGER NOT NULL,
    currency INTEGER NOT NULL REFERENCES codes,
    cadence_interval INTEGER NOT NULL REFERENCES codes,
    cadence_count INTEGER NOT NULL,
    started_at INTEGER,
    current_period_end INTEGER,
    trial_end INTEGER,
    cancel_at_period_end INTEGER NOT NULL,
    canceled_at INTEGER,
    ends_at INTEGER,
    ended_at INTEGER,
    end_at INTEGER GENERATED ALWAYS AS (coalesce(ended_at, ends_at)) VIRTUAL,
    past_due_at INTEGER,
    paused_at INTEGER,
    cancellation_reason INTEGER REFERENCES codes,
    product INTEGER,
    customer BLOB,
    -- Net and total of its latest paid-like order with a total, when that order's price included tax; kept with the
    -- orders, because its movements below are worth that share of the price.
    share_net INTEGER,
    share_total INTEGER
) STRICT;
CREATE UNIQUE INDEX subscriptions_by_id ON subscriptions (organization, id);
CREATE INDEX subscriptions_by_start ON subscriptions (organization, started_at DESC, end_at);
CREATE INDEX subscriptions_by_end ON subscriptions (organization, end_at);
CREATE INDEX subscriptions_by_cancellation ON subscriptions (organization, canceled_at)
    WHERE canceled_at IS NOT NULL;
CREATE INDEX subscriptions_by_status ON subscriptions (organization, status);
CREATE INDEX subscriptions_by_customer ON subscriptions (organization, customer) WHERE customer IS NOT NULL;

-- Sums over paid-like orders by slots of created_at. Level 0 is quarter hours, of which every time zone's days are made;
-- levels 1 to 3 (3 hours, a day, 32 days, from 1970 in UTC) sum the level below, so that years cost as little as a day.
-- Orders, renewals, revenue, tax and refunds are those of orders in the currency; fees are those settled in it, whatever the order's.
-- A sum is high * 2^32 + low: no number of 64-bit amounts overflows it. Halves are added to halves as they stand, so that low
-- may be beyond 2^32 and of the other sign.
-- Newest first, like the index of orders by time: history is read newest first, and what grows at its end fills its pages.
CREATE TABLE totals (
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    level INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    currency INTEGER NOT NULL REFERENCES codes,
    orders INTEGER NOT NULL,
    renewals INTEGER NOT NULL,
    revenue_low INTEGER NOT NULL,
    revenue_high INTEGER NOT NULL,
    tax_low INTEGER NOT NULL,
    tax_high INTEGER NOT NULL,
    refunds_low INTEGER NOT NULL,
    refunds_high INTEGER NOT NULL,
    fees_low INTEGER NOT NULL,
    fees_high INTEGER NOT NULL,
    PRIMARY KEY (organization, level, slot DESC, currency)
) STRICT, WITHOUT ROWID;

-- The same by product, for the sums that are shown of one. Level 0 is 3 hours here: the ragged edges of a period are a few
-- hours' orders, and a row a product and quarter hour would be nearly a row an order. Product 0 is none.
CREATE TABLE product_totals (
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    level INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    product INTEGER NOT NULL,
    currency INTEGER NOT NULL REFERENCES codes,
    orders INTEGER NOT NULL,
    revenue_low INTEGER NOT NULL,
    revenue_high INTEGER NOT NULL,
    PRIMARY KEY (organization, level, slot DESC, product, currency)
) STRICT, WITHOUT ROWID;

-- What happens to subscriptions, when, as differences: how they stand at an instant is the sum of all before it. Level 0 is
-- single microseconds, levels 1 to 4 (a quarter hour, 3 hours, a day, 32 days) sum the level below.
-- The currency is that of the price. Sums are high * 2^32 + low of minor units.
CREATE TABLE movements (
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    level INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    currency INTEGER NOT NULL REFERENCES codes,
    -- Began; came to an end (at its start where its end is before that); began without an end.
    started INTEGER NOT NULL,
    over INTEGER NOT NULL,
    committed INTEGER NOT NULL,
    -- Began with a trial; came to the end of it or of the subscription; stayed beyond it.
    trials INTEGER NOT NULL,
    trials_over INTEGER NOT NULL,
    trials_converted INTEGER NOT NULL,
    past_due INTEGER NOT NULL,
    -- Customers who came without another active subscription in the currency, less those who left with their last.
    customers INTEGER NOT NULL,
    -- Ends and cancellations, wherever they lie; renewals that are due.
    churned INTEGER NOT NULL,
    canceled INTEGER NOT NULL,
    due INTEGER NOT NULL,
    -- Monthly values of those that begin and stop to count as recurring revenue, of those without an end, of trials.
    mrr_begun_low INTEGER NOT NULL,
    mrr_begun_high INTEGER NOT NULL,
    mrr_gone_low INTEGER NOT NULL,
    mrr_gone_high INTEGER NOT NULL,
    committed_mrr_low INTEGER NOT NULL,
    committed_mrr_high INTEGER NOT NULL,
    trial_mrr_low INTEGER NOT NULL,
    trial_mrr_high INTEGER NOT NULL,
    due_revenue_low INTEGER NOT NULL,
    due_revenue_high INTEGER NOT NULL,
    PRIMARY KEY (organization, level, slot DESC, currency)
) STRICT, WITHOUT ROWID;

-- Changes of the monthly value of a running subscription, as they were observed: Polar tells of none.
CREATE TABLE price_changes (
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    at INTEGER NOT NULL,
    subscription BLOB NOT NULL,
    currency INTEGER NOT NULL REFERENCES codes,
    was INTEGER NOT NULL,
    became INTEGER NOT NULL,
    -- When the subscription began to count as recurring revenue.
    begun_at INTEGER NOT NULL,
    PRIMARY KEY (organization, at, subscription, currency)
) STRICT, WITHOUT ROWID;

-- What is to be announced, with what its words need and no other row says. The stable id `order/<uuid>/refunded/<number>` is
-- kept as the event `order/*/refunded/#`, the subject, which is the UUID, and the occurrence, the number.
CREATE TABLE outbox (
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    event INTEGER NOT NULL REFERENCES codes,
    subject BLOB NOT NULL,
    occurrence INTEGER NOT NULL,
    kind INTEGER NOT NULL REFERENCES codes,
    found_at INTEGER NOT NULL,
    happened_at INTEGER NOT NULL,
    amount INTEGER,
    currency INTEGER REFERENCES codes,
    -- The subscription's price as it was found, and as it was before.
    price_amount INTEGER,
    price_currency INTEGER REFERENCES codes,
    price_interval INTEGER REFERENCES codes,
    price_count INTEGER,
    was_amount INTEGER,
    was_currency INTEGER REFERENCES codes,
    was_interval INTEGER REFERENCES codes,
    was_count INTEGER,
    was_product TEXT,
    until INTEGER,
    reason INTEGER REFERENCES codes,
    standing INTEGER REFERENCES codes,
    PRIMARY KEY (organization, event, subject, occurrence)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_by_time ON outbox (organization, found_at);

-- The names of all that was announced, or deliberately was not: none of it ever rings again.
CREATE TABLE announced (
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    event INTEGER NOT NULL REFERENCES codes,
    subject BLOB NOT NULL,
    occurrence INTEGER NOT NULL,
    PRIMARY KEY (organization, event, subject, occurrence)
) STRICT, WITHOUT ROWID;

-- How far reading from Polar has come.
CREATE TABLE marks (
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    name TEXT NOT NULL,
    at INTEGER,
    number INTEGER NOT NULL,
    PRIMARY KEY (organization, name)
) STRICT, WITHOUT ROWID;

-- Rows of Polar's that could not be read, the newest few: where, why, and whose id when that could be read. Nothing else of them.
CREATE TABLE rejections (
    key INTEGER PRIMARY KEY,
    organization INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('order', 'subscription')),
    id BLOB,
    path TEXT NOT NULL,
    reason TEXT NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX rejections_by_row ON rejections (organization, kind, ifnull(id, path));

-- How many orders are refunded is asked as often as Polar is.
CREATE INDEX orders_refunded ON orders (organization, status) WHERE refunded > 0;
