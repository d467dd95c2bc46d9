package dev.warfront.architecture.samples.war.redis;

public class View {}
