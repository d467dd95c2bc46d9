package dev.warfront.architecture.samples.config;

public class Wiring {}
