-- Looked through beside the running shop; a check that holds already is validated at once.
ALTER TABLE orders VALIDATE CONSTRAINT orders_delivery;
ALTER TABLE orders VALIDATE CONSTRAINT orders_recall;
ALTER TABLE order_lines VALIDATE CONSTRAINT order_lines_cancelled;
ALTER TABLE order_lines VALIDATE CONSTRAINT order_lines_resent;
ALTER TABLE cases VALIDATE CONSTRAINT cases_outcome;
ALTER TABLE order_lines VALIDATE CONSTRAINT order_lines_discount;
ALTER TABLE order_lines VALIDATE CONSTRAINT order_lines_tax;
ALTER TABLE order_lines VALIDATE CONSTRAINT order_lines_total;
ALTER TABLE orders VALIDATE CONSTRAINT orders_billing_length;
