/** Keys that hold today and would not hold spread out, by name, each with what to do about it on that day. */
export const exceptions: Record<string, string> = {
  'orders.orders_number_unique':
    'A number is made from the order’s id and grows a round when it is taken. A table order_numbers (number, order_id), distributed by number, keeps them single and finds an order by its number.',
  'credit_accounts.credit_accounts_customer_id_customers_id_fk':
    'Accounts stay on one machine, and customers do not. A verb that deletes a customer takes their id off the account; the key is given up.',
  'orders.orders_customer_id_customers_id_fk':
    'An order and its customer live on different machines. A verb that deletes a customer takes their id out of the orders; the key is given up.',
  'order_lines.order_lines_pkey': 'Becomes (order_id, id).',
  'parcels.parcels_pkey':
    'Becomes (order_id, id). A call-back names the order beside the parcel; one of a warehouse that does not is looked for on every machine.',
  'station_shifts.station_shifts_customer_id_customers_id_fk':
    'The id stays without the foreign key; deleting an account deletes its shifts first.',
  'floor_parcels.floor_parcels_order_id_orders_id_fk':
    'A floor and its orders live on different machines. No order is ever deleted; the key is given up.',
  'labels.labels_order_id_orders_id_fk':
    'Labels stand beside the floor, and their orders do not. No order is ever deleted; the key is given up.',
  'payments.payments_pkey': 'Becomes (order_id, id).',
  'payments.payments_providerId_unique':
    'The provider names the order in its metadata, so it is looked up by the order. Becomes (order_id, provider_id); reconciliation counts doubles.',
  'provider_customers.provider_customers_providerId_unique':
    'The provider names the account in its metadata. Becomes (customer_id, provider_id); that no two accounts share one is then the provider’s word.',
  'refunds.refunds_pkey': 'Becomes (order_id, id).',
  'refunds.refunds_providerId_unique': 'As for payments: (order_id, provider_id).',
  'refunds.refunds_payment_id_payments_id_fk': 'Becomes (order_id, payment_id).',
  'disputes.disputes_pkey': 'Becomes (order_id, id).',
  'disputes.disputes_providerId_unique': 'As for payments: (order_id, provider_id).',
  'disputes.disputes_payment_id_payments_id_fk': 'Becomes (order_id, payment_id).',
  'line_discounts.line_discounts_order_line_id_order_lines_id_fk': 'Becomes (order_id, order_line_id).',
  'documents.documents_number_idx':
    'The row of the counter, on one machine, gives each number out once; an index on every machine finds a document by its number.',
  'refund_lines: column order_id': 'Is added and filled from refunds.',
  'refund_lines.refund_lines_refund_id_order_line_id_pk': 'Becomes (order_id, refund_id, order_line_id).',
  'refund_lines.refund_lines_refund_id_refunds_id_fk': 'Becomes (order_id, refund_id).',
  'refund_lines.refund_lines_order_line_id_order_lines_id_fk': 'Becomes (order_id, order_line_id).',
  'withdrawals.withdrawals_pkey': 'Becomes (order_id, id).',
  'withdrawals.withdrawals_refund_id_refunds_id_fk': 'Becomes (order_id, refund_id).',
  'withdrawal_lines: column order_id': 'Is added and filled from withdrawals.',
  'withdrawal_lines.withdrawal_lines_withdrawal_id_order_line_id_pk':
    'Becomes (order_id, withdrawal_id, order_line_id).',
  'withdrawal_lines.withdrawal_lines_withdrawal_id_withdrawals_id_fk': 'Becomes (order_id, withdrawal_id).',
  'withdrawal_lines.withdrawal_lines_order_line_id_order_lines_id_fk': 'Becomes (order_id, order_line_id).',
  'cases.cases_pkey': 'Becomes (order_id, id).',
  'cases.cases_open_idx': 'Becomes (order_id, parcel_id).',
  'returns.returns_pkey': 'Becomes (order_id, id).',
  'returns.returns_number_unique':
    'As for orders: a table return_numbers (number, order_id), distributed by number, keeps them single and finds a return by its number.',
  'returns.returns_withdrawalId_unique': 'Becomes (order_id, withdrawal_id).',
  'returns.returns_withdrawal_id_withdrawals_id_fk': 'Becomes (order_id, withdrawal_id).',
  'return_lines.return_lines_return_id_returns_id_fk': 'Becomes (order_id, return_id).',
  'return_lines.return_lines_order_line_id_order_lines_id_fk': 'Becomes (order_id, order_line_id).',
  'return_events.return_events_pkey': 'Becomes (order_id, id).',
  'return_events.return_events_return_id_returns_id_fk': 'Becomes (order_id, return_id).',
  'return_refunds.return_refunds_return_id_returns_id_fk': 'Becomes (order_id, return_id).',
  'stock_movements.stock_movements_pkey': 'Becomes (variant_id, id).',
  'stock_movements.stock_movements_returned_once_idx':
    'variant_id is added in front: a line has one variant, so nothing changes.',
  'reservations.reservations_pkey': 'Becomes (variant_id, id).',
  'put_back_holds.put_back_holds_pkey': 'Becomes (variant_id, id).',
  'promotion_codes.promotion_codes_hash_idx':
    'A table code_hashes (code_hash, code_id), distributed by the hash, keeps codes single and finds them.',
  'promotion_codes.promotion_codes_shared_idx':
    'The promotion’s own row, which is on every machine, names its shared code instead.',
  'customers.customers_email_unique':
    'A table customer_emails (email, customer_id), distributed by email, is written first when somebody signs up.',
  'sessions.sessions_pkey': 'Becomes (customer_id, id).',
  'sessions.sessions_token_unique':
    'The cookie carries the customer beside the token, so that a session is looked for on one machine; 192 random bits are single without a key.',
  'accounts.accounts_pkey': 'Becomes (customer_id, id).',
  'invitations.invitations_inviter_id_customers_id_fk':
    'Invitations stay on one machine. A verb that deletes a customer deletes what they sent; the key is given up.',
  'proofs.proofs_pkey': 'Becomes (customer_id, id); the link carries the customer beside the id.',
  'carts.carts_pkey': 'Becomes (customer_id, id); there is one cart a customer already.',
  'cart_lines: column customer_id': 'Is added and filled from carts.',
  'cart_lines.cart_lines_cart_id_variant_id_pk': 'Becomes (customer_id, cart_id, variant_id).',
  'cart_lines.cart_lines_cart_id_carts_id_fk': 'Becomes (customer_id, cart_id).',
  'sales.sales_order_id_orders_id_fk':
    'A sale lives by its event, for the dashboards. It is written by a job that has just read the order; the key is given up.',
  'verifications.verifications_pkey': 'Becomes (identifier, id).',
}
