package dev.warfront.architecture.samples.war.jdbc;

class UnknownTechnology {}
