-- The key was there before under other terms, so all rows hold it: this only says so, without locking out buyers.
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_id_customers_id_fk;
