-- Looked through beside the running shop; a check that holds already is validated at once.
ALTER TABLE payments VALIDATE CONSTRAINT payments_succeeded_is_captured;
ALTER TABLE payments VALIDATE CONSTRAINT payments_credit;
ALTER TABLE refunds VALIDATE CONSTRAINT refunds_credit;
ALTER TABLE payments VALIDATE CONSTRAINT payments_granted;
ALTER TABLE refunds VALIDATE CONSTRAINT refunds_granted;
