package dev.warfront.testing;

class BlockHoundTest extends BlockHoundIsAwake {}
