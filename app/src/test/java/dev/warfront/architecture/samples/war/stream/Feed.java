package dev.warfront.architecture.samples.war.stream;

public class Feed {}
