package dev.warfront.architecture.samples.payment;

class UnknownContext {}
